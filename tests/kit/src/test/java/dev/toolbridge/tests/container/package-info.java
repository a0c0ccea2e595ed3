/// The container without an engine: a user without rights runs its real files from the laid-out folder.
package dev.toolbridge.tests.container;
