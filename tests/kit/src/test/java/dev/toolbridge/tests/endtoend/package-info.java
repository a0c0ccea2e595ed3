/// A whole workspace as a newcomer has it: the launcher starts it, an assistant and a REST client work in it.
package dev.toolbridge.tests.endtoend;
