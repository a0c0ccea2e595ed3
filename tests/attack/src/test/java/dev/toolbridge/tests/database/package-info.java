/// Databases that others run, behind poolers and TLS, and several servers on one of them behind a proxy.
package dev.toolbridge.tests.database;
