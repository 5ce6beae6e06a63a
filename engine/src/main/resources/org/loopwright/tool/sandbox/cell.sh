# Builds the cell in which untrusted Python runs, then runs it. Process 1 of its own namespaces for users,
# mounts, processes, network, and messages; started by NamespaceSandbox.
#
# $1 python  $2 its prefix, or - when it lies in /usr  $3 seconds  $4 bytes of memory a process
# $5 processes  $6 bytes of files  $7 the harness
set -e
python=$1 prefix=$2 seconds=$3 memory=$4 processes=$5 files=$6 harness=$7

# A program in the cell can't open namespaces of its own.
echo 0 2>/dev/null > /proc/sys/user/max_user_namespaces || true

mount -t tmpfs -o "size=1m,mode=755,nosuid,nodev" cell /tmp
cd /tmp
bind() {
    mount --bind "$1" ".$1"
    mount -o remount,bind,ro,nosuid,nodev ".$1"
}
mkdir usr etc dev work old proc
bind /usr
for name in bin sbin lib lib32 lib64; do
    if [ -L "/$name" ]; then
        ln -s "$(readlink "/$name")" "$name"
    elif [ -d "/$name" ]; then
        mkdir "$name"
        bind "/$name"
    fi
done
if [ "$prefix" != - ]; then
    mkdir -p ".$prefix"
    bind "$prefix"
fi
for file in /etc/ld.so.cache; do
    if [ -f "$file" ]; then
        : > ".$file"
        bind "$file"
    fi
done
if [ -d /etc/alternatives ]; then
    mkdir etc/alternatives
    bind /etc/alternatives
fi
for device in null zero urandom; do
    : > "dev/$device"
    mount --bind "/dev/$device" "dev/$device"
done
ln -s work tmp
mount -t tmpfs -o "size=$files,mode=777,nosuid,nodev,noexec" work work
# Only umount reads it; it is gone before Python starts.
mount -t proc proc proc 2>/dev/null || mount --rbind /proc proc
mount -o remount,bind,ro,nosuid,nodev .
pivot_root . old
cd /work
umount -l /old
umount -l /proc

# Whatever fails from here on is the program's doing.
echo built >&2

# Not `exec`: process 1 stays this shell, which signals from the cell can't end, and whose end ends all.
setsid -w timeout -s KILL "$seconds" \
    prlimit --as="$memory" --nproc="$processes" --fsize="$files" --nofile=64 --core=0 --cpu="$((seconds * 2))" \
    setpriv --no-new-privs --bounding-set=-all --inh-caps=-all \
    "$python" -B -S -s -c "$harness"
