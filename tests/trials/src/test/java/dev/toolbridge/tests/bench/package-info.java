/// Measures running servers against what their database can do by itself, or against themselves: ratios of one run.
package dev.toolbridge.tests.bench;
