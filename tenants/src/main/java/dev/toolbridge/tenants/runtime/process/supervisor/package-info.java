/// A supervisord: its calls, its files, and its start.
package dev.toolbridge.tenants.runtime.process.supervisor;
