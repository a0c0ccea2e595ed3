/// Tables of trials that take longer than a build may: their command line, and the report of what came of them.
package dev.toolbridge.tests.report;
