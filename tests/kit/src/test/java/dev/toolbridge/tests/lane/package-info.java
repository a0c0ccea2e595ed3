/// Lanes of tests: each has a budget of time.
package dev.toolbridge.tests.lane;
