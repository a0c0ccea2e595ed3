package dev.toolbridge.contract;

public class Culprit {
    java.nio.file.Path used0;
}
