/// Delta sync for devices: sync sessions, push, pull, the merged feed, and the wipe that begins a new epoch.
package dev.toolbridge.api.sync;
