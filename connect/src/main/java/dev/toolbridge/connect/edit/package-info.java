/// Changes of settings files of other programs, which leave every other byte as it is.
package dev.toolbridge.connect.edit;
