import { useSignal } from '@preact/signals';

/** One line to write something in, and to send it off. */
export function WordsForm({
  label,
  placeholder = label,
  send,
  onSend,
}: {
  readonly label: string;
  readonly placeholder?: string;
  /** What stands on the button. */
  readonly send: string;
  /** True once it is sent; until then the words stay. */
  readonly onSend: (text: string) => Promise<boolean>;
}) {
  const words = useSignal('');
  return (
    <form
      class="tell"
      onSubmit={(event) => {
        event.preventDefault();
        const text = words.value.trim();
        if (text === '') return;
        void onSend(text).then((isSent) => {
          if (isSent && words.value.trim() === text) words.value = '';
        });
      }}
    >
      <input
        aria-label={label}
        placeholder={placeholder}
        value={words.value}
        onInput={(event) => {
          words.value = event.currentTarget.value;
        }}
      />
      <button type="submit">{send}</button>
    </form>
  );
}
