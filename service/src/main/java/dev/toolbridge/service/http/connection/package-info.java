/// Connections of HTTP/1.1: the bounds of each request and answer, their time, and takeovers by streams and protocols.
package dev.toolbridge.service.http.connection;
