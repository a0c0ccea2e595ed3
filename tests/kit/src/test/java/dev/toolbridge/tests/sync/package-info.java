/// The promises of delta sync, tested from devices on running servers.
package dev.toolbridge.tests.sync;
