/// Projects over HTTP: spaces that several people share, and who may do what in them.
package dev.toolbridge.tests.project;
