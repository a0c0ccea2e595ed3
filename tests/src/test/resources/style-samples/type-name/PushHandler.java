package sample;

record PushHandler() {}
