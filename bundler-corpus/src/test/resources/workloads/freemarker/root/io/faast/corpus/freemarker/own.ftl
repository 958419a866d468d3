own ${users?size}
