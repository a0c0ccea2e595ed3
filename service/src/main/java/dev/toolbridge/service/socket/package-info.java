/// WebSockets (RFC 6455) behind ordinary routes: the handshake, and the messages of an open one.
package dev.toolbridge.service.socket;
