/// Tables of trials that take longer than a build may: their command line, and the report of their results.
package dev.toolbridge.proof.report;
