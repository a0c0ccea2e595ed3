/// The programs under test as processes of their own, started as they are shipped.
package dev.toolbridge.tests.process;
