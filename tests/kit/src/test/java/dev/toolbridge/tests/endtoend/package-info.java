/// A newcomer's whole workspace: the launcher starts it, and an assistant and a REST client work in it.
package dev.toolbridge.tests.endtoend;
