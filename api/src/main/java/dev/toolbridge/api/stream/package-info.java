/// The journal of a space as pages and as streams of events, and the engine that both kinds of streams run on.
package dev.toolbridge.api.stream;
