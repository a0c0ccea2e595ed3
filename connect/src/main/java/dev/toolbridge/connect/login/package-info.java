/// Logins of a program of this machine at the identity provider of a server, by the browser (RFC 8252).
package dev.toolbridge.connect.login;
