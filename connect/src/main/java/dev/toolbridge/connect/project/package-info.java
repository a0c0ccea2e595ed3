/// The project that a folder belongs to: by its marker, else by its repository.
package dev.toolbridge.connect.project;
