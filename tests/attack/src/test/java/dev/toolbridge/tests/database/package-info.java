/// Databases that others run: poolers and TLS in between, and several servers on one of them behind a proxy.
package dev.toolbridge.tests.database;
