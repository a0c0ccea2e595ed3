/// Operations over plain texts: their difference, their inverse, their order, and the merging of two of them.
package dev.toolbridge.api.text;
