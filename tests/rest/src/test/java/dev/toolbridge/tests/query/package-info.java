/// The examples of the language of queries, run against a server.
package dev.toolbridge.tests.query;
