/// Streams of changes on WebSockets: frames, subscriptions, and the life of a socket.
package dev.toolbridge.api.stream.socket;
