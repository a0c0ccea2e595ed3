/// What a tenant that leaves takes along and leaves behind: exports, holds, and certificates of destruction.
package dev.toolbridge.tenants.leaving;
