package dev.toolbridge.tests.tenants;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Marks a class whose tests run on the platform of all, beside those of other classes.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnePlatform.class)
@ResourceLock(value = OnePlatform.LOCK, mode = ResourceAccessMode.READ)
@interface OnOnePlatform {}
