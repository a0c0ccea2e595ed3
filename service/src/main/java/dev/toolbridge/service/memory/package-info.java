/// Counts the memory that requests hold, so that no crowd of them holds more than the process has.
package dev.toolbridge.service.memory;
