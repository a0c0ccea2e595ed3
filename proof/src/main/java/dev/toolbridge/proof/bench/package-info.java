/// Measurements of running servers against their database alone, or against themselves: ratios of one run.
package dev.toolbridge.proof.bench;
