/// Threads for parts of the work of other threads.
package dev.toolbridge.service.thread;
