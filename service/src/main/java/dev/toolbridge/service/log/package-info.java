/// Log lines: one JSON object each, on standard output, without secrets.
package dev.toolbridge.service.log;
