/// Tests from outside: the requirements on the whole house, for changes of any part.
package dev.toolbridge.tests;
