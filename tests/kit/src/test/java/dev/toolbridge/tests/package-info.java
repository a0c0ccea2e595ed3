/// Tests from outside: what the whole house must be, whoever changes a part of it.
package dev.toolbridge.tests;
