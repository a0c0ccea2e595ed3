/// Our programs as values: class, heap, port and settings. A new server is one file and one line here.
package dev.toolbridge.launcher.program;
