/// Server-sent events, as every server writes them.
package dev.toolbridge.service.event;
