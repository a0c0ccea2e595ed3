/// Two tenants against each other: every route, every operation, and every row as the database gives it.
package dev.toolbridge.tests.matrix;
