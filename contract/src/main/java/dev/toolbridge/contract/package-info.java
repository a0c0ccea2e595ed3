/// What travels between our programs: the entity types, the error codes and the header names. Values only, no I/O.
package dev.toolbridge.contract;
