/// The container without a container engine: its real files, run as a user without rights from the laid-out folder.
package dev.toolbridge.tests.container;
