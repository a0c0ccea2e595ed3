/// What delta sync promises, seen from devices on running servers.
package dev.toolbridge.tests.sync;
