/// The values that our programs share: the entity types, the error codes and the header names. No I/O.
package dev.toolbridge.contract;
