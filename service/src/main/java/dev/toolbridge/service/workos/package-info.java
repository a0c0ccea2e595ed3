/// The library of WorkOS with our own limits: one attempt in a given time, and every outcome a value.
package dev.toolbridge.service.workos;
