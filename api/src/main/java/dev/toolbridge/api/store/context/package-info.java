/// The SQL of the context of projects: a class for each of its parts, and one statement of them all.
package dev.toolbridge.api.store.context;
