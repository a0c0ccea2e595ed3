/// The image itself, run under a limit of memory and measured.
package dev.toolbridge.proof.measurement;
