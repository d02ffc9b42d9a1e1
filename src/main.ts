import './ui/tokens.css';
import './ui/base.css';
import { boot } from './app/boot.ts';

boot(document.getElementById('app') ?? document.body);
