/// The exchange of memories with a project: what waits here is pushed, then what changed there is pulled.
package dev.toolbridge.connect.sync;
