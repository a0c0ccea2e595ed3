/// Imports in processes that are killed.
package dev.toolbridge.tests.moving;
