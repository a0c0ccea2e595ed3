/// A tenant's secrets: sealed with its data key, which a master key seals; their versions, and the files of programs.
package dev.toolbridge.tenants.secret;
