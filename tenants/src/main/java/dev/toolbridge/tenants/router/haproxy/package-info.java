/// HAProxy: its file, its process, its sockets, and what runs in it.
package dev.toolbridge.tenants.router.haproxy;
