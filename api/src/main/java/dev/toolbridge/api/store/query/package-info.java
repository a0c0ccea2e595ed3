/// Answers questions from PostgreSQL: filters and orders as SQL, and the walks that read no more than they must.
package dev.toolbridge.api.store.query;
