/// The documents are up to date: their tables and answers come from the code and from a running server.
package dev.toolbridge.tests.document;
