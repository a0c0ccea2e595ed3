/// The bundle for clients that install servers from a file: its manifest, and a bridge that runs in the client's Node.
package dev.toolbridge.launcher.bundle;
