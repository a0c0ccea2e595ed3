/// The trace that a request belongs to, from the client through our programs to the database (W3C Trace Context).
package dev.toolbridge.service.trace;
