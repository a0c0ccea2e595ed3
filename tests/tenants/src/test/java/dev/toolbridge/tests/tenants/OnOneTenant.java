package dev.toolbridge.tests.tenants;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Marks a class whose tests run with the one tenant of the platform of all, and leave it active.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnOnePlatform
@ExtendWith(OneTenant.class)
@ResourceLock(OneTenant.LOCK)
@interface OnOneTenant {}
